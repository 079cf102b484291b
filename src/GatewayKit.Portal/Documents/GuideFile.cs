using System.Text;
using GatewayKit.Configuration.Sources;

namespace GatewayKit.Portal.Documents;

/// <summary>Reads the Markdown files of guides.</summary>
internal static class GuideFile
{
    /// <summary>The maximum size in bytes.</summary>
    public const int MaxSize = 1024 * 1024;

    /// <summary>Returns why a file can't be used; null if it can.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="folder">The folder that must contain it. Links in it are trusted.</param>
    public static string? FindError(string path, string folder)
        => Path.GetRelativePath(folder, path) is var relative
            && (relative == ".." || relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                || Path.IsPathRooted(relative))
            ? $"The file isn't in the folder '{folder}'."
            : FindError(path);

    private static string? FindError(string path)
    {
        if (!File.Exists(path))
            return "The file doesn't exist.";

        var stamp = FileContent.Stamp(path);
        return stamp.IsStream ? "It isn't a regular file."
            : stamp.Length > MaxSize ? $"The file has more than {MaxSize} bytes."
            : null;
    }

    /// <summary>Reads a file; null if it can't be read.</summary>
    public static string? Read(string path)
        => FindError(path) is null && FileContent.TryRead(path, MaxSize, out var content, out _)
            ? Encoding.UTF8.GetString(content).TrimStart('\uFEFF')
            : null;
}
