using System.Text;

namespace GatewayKit.Portal.Documents;

/// <summary>Reads the Markdown files of guides.</summary>
internal static class GuideFile
{
    /// <summary>The maximum size in bytes.</summary>
    public const int MaxSize = 1024 * 1024;

    /// <summary>Returns why a file can't be used; null if it can.</summary>
    public static string? FindError(string path)
    {
        var file = new FileInfo(path);
        return !file.Exists ? "The file doesn't exist."
            : file.Length > MaxSize ? $"The file has more than {MaxSize} bytes."
            : null;
    }

    /// <summary>Reads a file; null if it can't be read.</summary>
    public static string? Read(string path)
    {
        try
        {
            if (FindError(path) is not null)
                return null;

            using var stream = File.OpenRead(path);
            var buffer = new byte[MaxSize];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return Encoding.UTF8.GetString(buffer.AsSpan(0, length)).TrimStart('\uFEFF');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
