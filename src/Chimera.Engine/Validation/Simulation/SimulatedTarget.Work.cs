using Chimera.Engine.Discovery;
using Chimera.Engine.Planning;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>
/// What the one who decides does, as <c>supervise.sh</c> and <c>decide.sh</c> do it. It may die anywhere, and then the next settles what it left.
/// </summary>
internal sealed partial class SimulatedTarget
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);

    /// <summary>The supervisor: runs the trial and ends it by the verdict, or when its window is over.</summary>
    private async Task SuperviseAsync(HostRecord record, Decider self, TimeSpan window)
    {
        var deadline = world.Wait(WindowOf(window));
        await world.Wait(Moment());
        if (!self.Alive)
        {
            return;
        }

        record.Phase = TrialPhase.Activating;
        Change(Effect.Activate, record);
        var fault = record.New == Tried ? Faults.Activation : ActivationFault.None;
        var activated = world.Wait(fault == ActivationFault.Hangs ? Never : Moment() * 10);
        while (true)
        {
            var poked = self.Poked;
            await (record.Phase == TrialPhase.Activating ? Task.WhenAny(activated, deadline, poked) : Task.WhenAny(deadline, poked));
            if (!self.Alive)
            {
                return;
            }

            if (record.Phase == TrialPhase.Activating && activated.IsCompleted)
            {
                if (fault == ActivationFault.Fails)
                {
                    await GoBackAsync(record, self, HostEnd.Failed);
                    return;
                }

                Live = record.New;
                record.Phase = TrialPhase.OnTrial;
                _liveSince = world.Time.Elapsed;
                self.EndTry();
            }

            switch (record.Verdict)
            {
                case HostVerdict.Revert or HostVerdict.Yield:
                    await GoBackAsync(record, self, HostEnd.Withdrawn);
                    return;
                case HostVerdict.Commit when record.Phase == TrialPhase.OnTrial:
                    await MakePermanentAsync(record, self);
                    return;
            }

            if (deadline.IsCompleted)
            {
                await GoBackAsync(record, self, HostEnd.Deadline);
                return;
            }
        }
    }

    /// <summary>Ends what a dead decider left; if another does it already, waits for him.</summary>
    private async Task SettleAsync(HostRecord record)
    {
        if (record.Decider is { Alive: true } other)
        {
            await other.Over;
            return;
        }

        var self = record.Decider = new Decider();
        world.Reached.Count($"settles.{record.Phase}");
        await world.Wait(Moment());
        if (!self.Alive)
        {
            return;
        }

        switch (record.Phase)
        {
            // It had let go already and could not write so.
            case var phase when _hold != record:
                LetGo(record, self, phase == TrialPhase.Committing ? HostEnd.Committed : HostEnd.Interrupted);
                break;
            case TrialPhase.Armed:
                LetGo(record, self, HostEnd.Interrupted);
                break;
            // After a restart the machine may have come up in the old one; a commit does not activate.
            case TrialPhase.Committing when record.Boot == _boot || Live == record.New:
                await MakePermanentAsync(record, self);
                break;
            default:
                await GoBackAsync(record, self, HostEnd.Interrupted);
                break;
        }
    }

    private async Task MakePermanentAsync(HostRecord record, Decider self)
    {
        record.Phase = TrialPhase.Committing;
        await world.Wait(Moment());
        if (!self.Alive)
        {
            return;
        }

        if (IsFull)
        {
            await GoBackAsync(record, self, HostEnd.CommitFailed);
            return;
        }

        Change(Effect.Commit, record);
        Committed = record.New;
        CommittedBy = record.Rollout;
        await world.Wait(Moment());
        if (self.Alive)
        {
            _bootEntry = record.New;
            LetGo(record, self, HostEnd.Committed);
        }
    }

    private async Task GoBackAsync(HostRecord record, Decider self, HostEnd why)
    {
        Change(why != HostEnd.Withdrawn ? Effect.SelfRevert : record.Verdict == HostVerdict.Yield ? Effect.Yield : Effect.Revert, record);
        record.Phase = TrialPhase.Reverting;
        await world.Wait(Moment());
        if (!self.Alive)
        {
            return;
        }

        if (Committed != record.Old)
        {
            Committed = record.Old;
            CommittedBy = record.Rollout;
        }

        await world.Wait(Moment() * 5);
        if (self.Alive)
        {
            _bootEntry = record.Old;
            Live = record.Old;
            LetGo(record, self, why);
        }
    }

    private void LetGo(HostRecord record, Decider self, HostEnd how)
    {
        world.Reached.Count($"host-end.{how}");

        // On a full disk the end cannot be written; letting go needs no room.
        record.Ended = IsFull ? null : how;
        if (_hold == record)
        {
            _hold = null;
        }

        self.End();
    }

    private bool Passes(GenerationId generation)
    {
        var age = (world.Time.Elapsed - _liveSince).TotalSeconds;
        return generation != Tried || Faults.Check switch
        {
            CheckFault.Fails => false,
            CheckFault.Flaps => (int)age / 3 % 2 == 0,
            CheckFault.FailsLate => age < 4,
            CheckFault.StartsSlowly => age >= 4,
            _ => true,
        };
    }
}
