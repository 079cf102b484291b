namespace GatewayKit.Plugins.HttpSignature;

/// <summary>The requirements for signatures, prepared from the options.</summary>
internal sealed class SignatureRules(HttpSignatureOptions options, TimeProvider time)
{
    private readonly Component[] _required = [.. options.RequiredComponents.Select(Parse)];
    private readonly Component _digest = Parse("content-digest");
    private readonly long _maxAge = (long)options.MaxAge.TotalSeconds;
    private readonly long _skew = (long)options.ClockSkew.TotalSeconds;

    /// <summary>Checks everything that doesn't need the key, so that the answer doesn't tell whether the key exists.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="hasBody">Whether the request has a body.</param>
    public SignatureFault Check(PresentedSignature signature, bool hasBody)
    {
        foreach (var component in _required)
        {
            if (!Covers(signature, component))
                return SignatureFault.Coverage;
        }

        if (hasBody && options.ContentDigest == ContentDigestRule.Required && !Covers(signature, _digest))
            return SignatureFault.DigestMissing;
        if (signature.Nonce is null && options.Nonce == NonceRule.Required)
            return SignatureFault.NonceMissing;

        return CheckTimes(signature);
    }

    private static bool Covers(PresentedSignature signature, Component required)
    {
        foreach (var component in signature.Components)
        {
            if (required.IsCoveredBy(component))
                return true;
        }

        return false;
    }

    private SignatureFault CheckTimes(PresentedSignature signature)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (signature.Created > now + _skew)
            return SignatureFault.Future;
        if (now > signature.Created + _maxAge + _skew || now > signature.Expires + _skew)
            return SignatureFault.Expired;

        return signature.Expires is null && options.RequireExpires ? SignatureFault.NoExpiration : SignatureFault.None;
    }

    private static Component Parse(string text) => Component.TryParse(text, out var component)
        ? component
        : throw new ArgumentException("The options haven't been validated.", nameof(text));
}
