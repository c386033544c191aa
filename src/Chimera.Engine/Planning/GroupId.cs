namespace Chimera.Engine.Planning;

/// <summary>The name of what is rolled out together: a realm and a group in it. Two realms may each have a group of one name.</summary>
public readonly record struct GroupId(string Realm, string Name);
