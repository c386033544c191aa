namespace Chimera.Engine.Truth.Settings;

/// <summary>A setting given on the command line.</summary>
/// <param name="Flag">As it was written, for messages: <c>--set ssh.parallel</c>.</param>
/// <param name="Key">The setting's key.</param>
public sealed record SettingFlag(string Flag, string Key, string Text);
