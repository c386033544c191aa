namespace Chimera.Cli.Tests;

/// <summary>The tests that share the lab run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class LabCollection : ICollectionFixture<CliLab>
{
    public const string Name = "lab";
}
