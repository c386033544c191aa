using Chimera.Engine.Execution;

namespace Chimera.Cli.Terminal;

/// <summary>Shows a rollout while it runs. It only listens; it never drives.</summary>
internal interface IRolloutView : IProgress<TargetProgress>, IAsyncDisposable;
