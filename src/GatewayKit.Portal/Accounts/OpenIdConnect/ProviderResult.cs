namespace GatewayKit.Portal.Accounts.OpenIdConnect;

/// <summary>The result of a sign-in at the provider.</summary>
/// <param name="User">The user; null if the sign-in failed.</param>
/// <param name="ReturnPath">The path of the portal to which the reader returns.</param>
/// <param name="Failure">The reason of a failure, for the log; null for none.</param>
internal sealed record ProviderResult(ProviderUser? User, string? ReturnPath, string? Failure);
