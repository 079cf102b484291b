using System.Diagnostics.CodeAnalysis;
using GatewayKit.Admin.Http;
using GatewayKit.Store;

namespace GatewayKit.Admin.Entries;

/// <summary>Reads keys of entries in paths and bodies.</summary>
internal static class EntryKeys
{
    /// <summary>Reads the key of a path.</summary>
    /// <returns>Whether it is valid.</returns>
    public static bool TryRead(
        string kind, string id, [NotNullWhen(true)] out EntryKey? key, [NotNullWhen(false)] out AdminProblem? problem)
    {
        try
        {
            (key, problem) = (new EntryKey(kind, id), null);
            return true;
        }
        catch (ArgumentException error)
        {
            (key, problem) = (null, AdminProblem.NotFound(error.Message));
            return false;
        }
    }

    /// <summary>Reads a key such as <c>routes/orders</c>.</summary>
    /// <returns>The key; null if it is invalid.</returns>
    public static EntryKey? Parse(string text, out string? error)
    {
        error = null;
        try
        {
            return EntryKey.Parse(text);
        }
        catch (ArgumentException invalid)
        {
            error = invalid.Message;
            return null;
        }
    }
}
