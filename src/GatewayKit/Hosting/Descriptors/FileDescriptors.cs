using System.Globalization;

namespace GatewayKit.Hosting.Descriptors;

/// <summary>The file descriptors that this process may open. Every connection uses one, and so does every loaded assembly.</summary>
public static class FileDescriptors
{
    private const string LimitsFile = "/proc/self/limits";
    private const string OpenFolder = "/proc/self/fd";
    private const string LimitName = "Max open files";

    /// <summary>The maximum number of file descriptors (RLIMIT_NOFILE); null if the system doesn't report it,
    /// or there is no limit.</summary>
    public static long? Limit => Read()?.Limit;

    /// <summary>Gets the limit (RLIMIT_NOFILE) and the number of open descriptors; null if the system doesn't report them,
    /// or there is no limit.</summary>
    internal static (long Limit, long Open)? Read()
    {
        try
        {
            return OperatingSystem.IsLinux() && ParseLimit(File.ReadLines(LimitsFile)) is { } limit
                ? (limit, Directory.EnumerateFileSystemEntries(OpenFolder).LongCount())
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Returns the soft limit from the lines of <c>/proc/self/limits</c>.
    /// The runtime has already raised it to the hard limit.</summary>
    internal static long? ParseLimit(IEnumerable<string> lines)
        => lines.FirstOrDefault(line => line.StartsWith(LimitName, StringComparison.Ordinal)) is { } line
            && line[LimitName.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var soft, ..]
            && long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
}
