using System.Security.Claims;

namespace GatewayKit.Admin.Access;

/// <summary>Finds the role of a user by its claims.</summary>
internal static class UserRoles
{
    private static readonly (string Name, AdminRole Role)[] s_roles =
        [("admin", AdminRole.Admin), ("operator", AdminRole.Operator), ("viewer", AdminRole.Viewer)];

    /// <summary>Returns the highest role of a user; null if the user has none.</summary>
    public static AdminRole? Of(ClaimsPrincipal user)
    {
        foreach (var (name, role) in s_roles)
        {
            if (user.IsInRole(name))
                return role;
        }

        return null;
    }
}
