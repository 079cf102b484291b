using System.Security.Cryptography;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>The curves of ECDSA keys.</summary>
internal static class Curves
{
    public static bool IsP256(in ECParameters key) => key.Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value;

    public static bool IsP384(in ECParameters key) => key.Curve.Oid.Value == ECCurve.NamedCurves.nistP384.Oid.Value;

    /// <summary>Returns the curve with a name (RFC 7518, section 6.2.1.1); null for any other.</summary>
    public static ECCurve? Find(string? name) => name switch
    {
        "P-256" => ECCurve.NamedCurves.nistP256,
        "P-384" => ECCurve.NamedCurves.nistP384,
        _ => null,
    };
}
