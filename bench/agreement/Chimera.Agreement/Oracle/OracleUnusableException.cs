namespace Chimera.Agreement.Oracle;

/// <summary>Netlify's packages do not run on this machine.</summary>
internal sealed class OracleUnusableException(string why) : Exception($"the oracle does not run: {why}");
