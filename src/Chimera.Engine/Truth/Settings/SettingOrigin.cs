namespace Chimera.Engine.Truth.Settings;

/// <summary>Who set a value. A closed set, weakest first.</summary>
public abstract record SettingOrigin
{
    private SettingOrigin()
    {
    }

    /// <summary>Whether it was set for this run, past the truth file.</summary>
    public bool OverridesFile => this is Environment or Flag;

    public sealed override string ToString() => this switch
    {
        File file => $"file {file.Place}",
        Environment environment => $"environment {environment.Name}",
        Flag flag => $"flag {flag.Name}",
        _ => "default",
    };

    public sealed record Default : SettingOrigin;

    public sealed record File(Place Place) : SettingOrigin;

    public sealed record Environment(string Name) : SettingOrigin;

    /// <param name="Name">As it was written: <c>--ssh-host-keys</c>.</param>
    public sealed record Flag(string Name) : SettingOrigin;
}
