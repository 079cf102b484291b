namespace GatewayKit.Portal.Trying.Forms;

/// <summary>The value of a credential, or the text that stands for it.</summary>
/// <param name="Name">The name, for basic authentication; otherwise empty.</param>
/// <param name="Secret">The key, token or password.</param>
internal readonly record struct CredentialValue(string Name, string Secret);
