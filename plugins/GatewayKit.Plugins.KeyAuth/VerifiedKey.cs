namespace GatewayKit.Plugins.KeyAuth;

/// <summary>A key that belongs to a consumer, as it was found in the directory. Its expiry is checked for each request.</summary>
/// <param name="Fingerprint">The fingerprint of the text that was presented.</param>
/// <param name="Hash">The hash of the key.</param>
/// <param name="Match">The consumer and the credential.</param>
internal sealed record VerifiedKey(KeyFingerprint Fingerprint, CredentialKey Hash, CredentialMatch<KeyAuthCredential> Match)
{
    /// <summary>Returns the name of the type: the default implementation of a record would include the fingerprint.</summary>
    public override string ToString() => nameof(VerifiedKey);
}
