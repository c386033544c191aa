namespace Chimera.Engine.Validation.Certificates;

/// <summary>What a key is trusted for.</summary>
public enum Purpose
{
    /// <summary>To certify that something passed its checks.</summary>
    Certify,

    /// <summary>To take a certificate back before it expires.</summary>
    Revoke,
}
