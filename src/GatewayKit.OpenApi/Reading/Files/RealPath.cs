namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>Resolves all symbolic links in a path.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>Returns the path without links; <c>null</c> if it has too many of them, for example a cycle.</summary>
    public static string? Of(string path)
    {
        var links = 0;
        var rest = new Stack<string>(Parts(Path.GetFullPath(path)));
        var real = Path.GetPathRoot(Path.GetFullPath(path))!;
        while (rest.TryPop(out var part))
        {
            var next = Path.GetFullPath(Path.Combine(real, part));
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }
            if (++links > MaxLinks)
                return null;
            var full = Path.GetFullPath(target, real);
            real = Path.GetPathRoot(full)!;
            foreach (var below in Parts(full))
                rest.Push(below);
        }
        return real;
    }

    public static bool IsBelow(string path, string folder)
        => path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Pushes the parts in reverse order, so that the first one is popped first.</summary>
    private static IEnumerable<string> Parts(string full)
        => full[Path.GetPathRoot(full)!.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse();
}
