namespace Chimera.Fleet.Lab;

/// <summary>The POSIX sh programs of the lab, embedded from beside this file.</summary>
internal static class LabScripts
{
    public static readonly string PowerOn = Load("power-on.sh");

    /// <summary>The program of a host's first process, which finds <see cref="Sshd"/> beside it in the lab's folder.</summary>
    public static readonly string Init = Load("init.sh");

    public static readonly string Sshd = Load("sshd.sh");

    public static readonly string Inside = Sshd + Load("inside.sh");

    private static string Load(string name)
    {
        using var stream = typeof(LabScripts).Assembly.GetManifestResourceStream(typeof(LabScripts), name)
            ?? throw new InvalidOperationException($"{name} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
