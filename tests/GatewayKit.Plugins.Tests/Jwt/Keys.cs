namespace GatewayKit.Plugins.Tests.Jwt;

/// <summary>Keys that several tests share, because generating them takes long.</summary>
internal static class Keys
{
    public static Signer Rsa { get; } = Signer.Rsa("rsa");

    public static Signer OtherRsa { get; } = Signer.Rsa("other");

    public static Signer Ec { get; } = Signer.Ec("ec");

    public static Signer OtherEc { get; } = Signer.Ec("other-ec");
}
