using GatewayKit.Authentication;
using GatewayKit.Passwords;

namespace GatewayKit.Plugins.BasicAuth;

/// <summary>Credentials that must be verified.</summary>
/// <param name="consumer">The consumer that owns the user name; null for an unknown user, who isn't authenticated whatever the
/// verdict.</param>
/// <param name="hash">The hash to compare with.</param>
/// <param name="digest">The digest of the credentials.</param>
/// <param name="bytes">The password.</param>
internal sealed class PendingPassword(Consumer? consumer, PasswordHash hash, KeyedDigest digest, byte[] bytes)
{
    public Consumer? Consumer { get; } = consumer;

    public PasswordHash Hash { get; } = hash;

    public KeyedDigest Digest { get; } = digest;

    public byte[] Bytes { get; } = bytes;
}
