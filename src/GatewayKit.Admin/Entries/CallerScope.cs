using GatewayKit.Admin.Access;
using GatewayKit.Admin.Http;
using GatewayKit.Store;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Admin.Entries;

/// <summary>
/// Limits the changes of a caller to the entries with the labels of its key. The store rejects changes of other entries; entries that apply
/// to all routes, whatever their labels, can't be changed at all.
/// </summary>
internal static class CallerScope
{
    private static readonly string[] s_kinds = [EntryKinds.Routes, EntryKinds.Clusters, EntryKinds.Groups, EntryKinds.Consumers];

    /// <summary>Returns the labels of the caller; null for no limit.</summary>
    public static IReadOnlyDictionary<string, string>? Of(HttpContext http) => AdminCaller.Of(http).Scope;

    /// <summary>Returns 403 if the caller may not change one of the kinds.</summary>
    public static AdminProblem? Check(HttpContext http, params IEnumerable<string> kinds)
        => Of(http) is null || kinds.All(s_kinds.Contains) ? null : AdminProblem.OutOfScope;

    /// <summary>Returns the labels of the caller and of a change.</summary>
    /// <returns>Whether the change doesn't state another value for one of the caller's labels.</returns>
    public static bool TryMerge(
        HttpContext http, IReadOnlyDictionary<string, string>? stated, out IReadOnlyDictionary<string, string>? merged)
    {
        merged = stated;
        if (Of(http) is not { } own)
            return true;
        if (stated is null)
        {
            merged = own;
            return true;
        }

        merged = own.Concat(stated.Where(label => !own.ContainsKey(label.Key))).ToDictionary(StringComparer.Ordinal);
        return own.All(label => !stated.TryGetValue(label.Key, out var value) || value == label.Value);
    }
}
