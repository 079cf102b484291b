namespace GatewayKit.Plugins.Soap;

/// <summary>The forms of the password in a username token (UsernameToken Profile 1.0, section 3.1).</summary>
public enum PasswordForm
{
    /// <summary>The password itself.</summary>
    Text,

    /// <summary>The SHA-1 of a nonce, the time and the password.</summary>
    Digest,
}
