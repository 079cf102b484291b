namespace GatewayKit.Admin.Access;

/// <summary>The role that an endpoint requires.</summary>
/// <param name="Role">The role.</param>
internal sealed record RequiredRole(AdminRole Role);
