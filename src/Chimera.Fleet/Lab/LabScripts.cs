namespace Chimera.Fleet.Lab;

/// <summary>The POSIX sh programs of the lab, kept beside this file.</summary>
internal static class LabScripts
{
    public static readonly string PowerOn = Load("power-on.sh");

    public static readonly string Init = Load("sshd.sh") + Load("init.sh");

    public static readonly string Inside = Load("sshd.sh") + Load("inside.sh");

    private static string Load(string name)
    {
        using var stream = typeof(LabScripts).Assembly.GetManifestResourceStream(typeof(LabScripts), name)
            ?? throw new InvalidOperationException($"{name} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
