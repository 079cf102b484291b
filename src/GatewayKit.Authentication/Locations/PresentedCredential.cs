using System.Runtime.InteropServices;

namespace GatewayKit.Authentication;

/// <summary>The credentials that a request presents.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct PresentedCredential
{
    internal PresentedCredential(CredentialPresence presence, ReadOnlyMemory<char> value = default, string? scheme = null)
    {
        Presence = presence;
        Value = value;
        Scheme = scheme;
    }

    /// <summary>Gets the number of credentials.</summary>
    public CredentialPresence Presence { get; }

    /// <summary>
    /// Gets the credentials, without the scheme; may be empty. Has a value only for <see cref="CredentialPresence.One"/>. It is secret.
    /// </summary>
    public ReadOnlyMemory<char> Value { get; }

    /// <summary>Gets the scheme as it is configured, such as <c>Bearer</c>; <c>null</c> for a location without schemes.</summary>
    public string? Scheme { get; }

    /// <summary>Returns the number of credentials: the default implementation could include the secret.</summary>
    public override string ToString() => Presence.ToString();
}
