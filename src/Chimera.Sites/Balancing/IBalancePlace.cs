using Chimera.Engine.Execution;

namespace Chimera.Sites.Balancing;

/// <summary>One place where weights are in force, and can be others for a while.</summary>
internal interface IBalancePlace
{
    string Name { get; }

    Task<PlaceLook> LookAsync(CancellationToken cancel);

    /// <summary>Puts in force what follows from health; done when the place says so itself.</summary>
    /// <param name="cancel">Ends a long wait for that. What was begun is done all the same.</param>
    Task<Reply> PutAsync(Balance balance, DateTimeOffset at, CancellationToken cancel);

    /// <summary>What is to stand there while the balance is this; null for what is declared.</summary>
    BalancerShift? Wanted(Balance balance, DateTimeOffset at);
}
