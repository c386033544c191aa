namespace Chimera.Engine.Planning;

public enum ChangeKind
{
    Added,
    Removed,
    Changed,
}
