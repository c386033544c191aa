namespace Chimera.Sites.Rules;

/// <summary>How a platform reads the path that a header rule is for.</summary>
public interface IHeaderDialect
{
    /// <summary>Null when the platform can make nothing of it, so that the rule applies nowhere.</summary>
    /// <param name="path">As <see cref="HeaderRule.For"/> has it.</param>
    IHeaderPattern? Read(string path);
}
