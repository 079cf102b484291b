using GatewayKit.Portal.Accounts;

namespace GatewayKit.Portal.Administration;

/// <summary>The developers who can block accounts and applications.</summary>
internal static class Administrators
{
    /// <summary>Returns whether the portal has administrators.</summary>
    public static bool AreConfigured(PortalAccountOptions options)
        => options.AdministratorGroup is not null || options.Administrators.Count > 0;

    /// <summary>Returns whether a developer belongs to the group of administrators, or has one of their addresses, confirmed.</summary>
    public static bool Include(PortalAccountOptions options, Reader reader)
        => (options.AdministratorGroup is { } group && reader.Groups.Contains(group, StringComparer.Ordinal))
            || (reader.IsEmailConfirmed && options.Administrators.Contains(reader.Email, StringComparer.OrdinalIgnoreCase));
}
