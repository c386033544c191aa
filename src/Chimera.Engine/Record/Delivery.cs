namespace Chimera.Engine.Record;

/// <summary>What a subscriber of the <see cref="EventBus"/> is handed.</summary>
public abstract record Delivery
{
    private Delivery()
    {
    }

    /// <summary>An event, after it became durable. Events of one subscription come in the order of their index.</summary>
    public sealed record Happened(RecordedEvent Event) : Delivery;

    /// <summary>The subscriber was too slow and these were passed over, here, between the delivery before and the one after. They are in the journal.</summary>
    /// <param name="First">The index of the first of them.</param>
    /// <param name="Last">The index of the last of them.</param>
    public sealed record Missed(long First, long Last) : Delivery;
}
