using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;

namespace Chimera.Engine;

/// <summary>What a realm teaches the loop: one port for each step of it.</summary>
public interface IRealm : IDeclare, IObserve, ICompare, IForesee, IExecute;
