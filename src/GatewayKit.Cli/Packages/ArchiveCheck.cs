using System.IO.Compression;

namespace GatewayKit.Cli.Packages;

/// <summary>Rejects a package with too many or too large entries, or with entries that aren't plain files in a folder.</summary>
internal static class ArchiveCheck
{
    private const int MaxEntries = 8192;
    private const int FileTypeMask = 0xF000;
    private const int SymbolicLink = 0xA000;

    /// <summary>The maximum size of all entries, unpacked: 512 MB.</summary>
    public const long MaxBytes = 512L << 20;

    /// <returns>The error; null if the package is valid.</returns>
    public static string? FindError(ZipArchive archive)
    {
        if (archive.Entries.Count > MaxEntries)
            return $"it has {archive.Entries.Count} entries; at most {MaxEntries} are allowed.";

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        long bytes = 0;
        foreach (var entry in archive.Entries)
        {
            // NuGet writes the names as parts of URIs.
            var name = Uri.UnescapeDataString(entry.FullName);
            if (!IsPlain(entry.FullName) || !IsPlain(name))
                return $"its entry '{Printable(name)}' isn't a path within a folder.";
            if (((entry.ExternalAttributes >> 16) & FileTypeMask) == SymbolicLink)
                return $"its entry '{name}' is a link.";
            if (!names.Add(name))
                return $"its entry '{name}' occurs twice on file systems that ignore case.";
            if (entry.Length > MaxBytes - bytes)
                return $"its unpacked size is more than {MaxBytes >> 20} MB.";

            bytes += entry.Length;
        }

        return null;
    }

    private static bool IsPlain(string name)
    {
        var path = name.EndsWith('/') ? name[..^1] : name;
        return !path.AsSpan().ContainsAny(@"\:") && !path.Any(char.IsControl)
            && path.Split('/').All(part => part.Length > 0 && part is not ("." or ".."));
    }

    private static string Printable(string name) => new([.. name.Select(c => char.IsControl(c) ? '?' : c)]);
}
