namespace GatewayKit.Plugins.HttpSignature;

/// <summary>A key that verifies signatures of one algorithm (RFC 9421, section 3.3). Instances can be used concurrently.</summary>
internal abstract class SignatureKey
{
    /// <summary>Returns whether a signature is valid. It takes the same time whichever byte is wrong.</summary>
    /// <param name="text">The base of the signature.</param>
    /// <param name="signature">The signature, of any length.</param>
    public abstract bool Verifies(byte[] text, byte[] signature);
}
