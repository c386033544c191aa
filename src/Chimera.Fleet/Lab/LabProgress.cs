namespace Chimera.Fleet.Lab;

/// <summary>Something that happened to a host while a lab was worked on.</summary>
/// <param name="Event">In a few words for a person, e.g. <c>is on</c>.</param>
public sealed record LabProgress(string Host, string Event);
