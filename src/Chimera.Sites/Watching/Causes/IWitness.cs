namespace Chimera.Sites.Watching.Causes;

/// <summary>Who is asked what is live at a place when something drifted there: its platform, or its host. Asking changes nothing and never throws for what it meets.</summary>
public interface IWitness
{
    Task<Testimony> AskAsync(CancellationToken cancel);
}
