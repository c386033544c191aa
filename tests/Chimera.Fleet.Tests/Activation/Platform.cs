using System.Runtime.Versioning;

// Hosts, shells and file modes are Unix throughout.
[assembly: UnsupportedOSPlatform("windows")]
