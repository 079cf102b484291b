using GatewayKit.Admin.Http;
using GatewayKit.Store;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Admin.Entries;

/// <summary>The preconditions of a change (RFC 9110, section 13; RFC 6585, section 3).</summary>
internal static class Preconditions
{
    /// <param name="request">The request.</param>
    /// <param name="entry">The current entry; null if it doesn't exist.</param>
    /// <param name="mustMatch">Whether the change of an existing entry needs If-Match.</param>
    /// <returns>The problem; null if the change is allowed.</returns>
    public static AdminProblem? Check(HttpRequest request, StoreEntry? entry, bool mustMatch)
    {
        var tag = entry is null ? null : EntityTag.Of(entry.Version);
        var matches = EntityTag.Matches(request, tag);
        if (matches == false)
        {
            return new AdminProblem(412, entry is null
                ? "The entry doesn't exist, so it can't match If-Match."
                : $"The entry has the version {entry.Version} now, which If-Match doesn't name. Read it again before you change it.");
        }

        if (entry is not null && EntityTag.IsKnown(request, tag!))
            return new AdminProblem(412, "The entry exists already, which If-None-Match excludes.");
        return matches is null && entry is not null && mustMatch
            ? new AdminProblem(428, "The entry exists, so this needs If-Match with the ETag of the version to change.")
            : null;
    }
}
