namespace GatewayKit.Loading.Copies;

/// <summary>Resolves every link in a path, not only the last one.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>Resolves the links of a path.</summary>
    /// <param name="path">The path. Its target doesn't have to exist.</param>
    /// <exception cref="IOException">The links form a cycle.</exception>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var current = Path.GetPathRoot(full)!;
        var links = 0;
        var pending = new Stack<string>();
        Push(pending, full[current.Length..]);
        while (pending.TryPop(out var part))
        {
            if (part == "..")
            {
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }

            var next = Path.Combine(current, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }

            if (++links > MaxLinks)
                throw new IOException($"'{path}' has too many links.");
            var root = Path.GetPathRoot(target)!;
            current = root.Length > 0 ? root : current;
            Push(pending, target[root.Length..]);
        }

        return current;
    }

    /// <summary>Returns whether a resolved path is a folder or is inside it.</summary>
    public static bool IsWithin(string path, string folder)
        => path == folder
            || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static void Push(Stack<string> pending, string path)
    {
        var parts = path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in parts.Reverse().Where(p => p != "."))
            pending.Push(part);
    }
}
