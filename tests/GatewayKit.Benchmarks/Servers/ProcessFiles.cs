using System.Globalization;

namespace GatewayKit.Benchmarks.Servers;

/// <summary>Reads what Linux reports about a process.</summary>
internal static class ProcessFiles
{
    /// <summary>Returns the memory that belongs to a process alone; on other systems than Linux, the working set of this process.</summary>
    public static long PrivateBytes(int process)
    {
        var file = PathOf(process, "smaps_rollup");
        return File.Exists(file)
            ? File.ReadLines(file)
                .Where(line => line.StartsWith("Private_", StringComparison.Ordinal))
                .Sum(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024)
            : Environment.WorkingSet;
    }

    /// <summary>Returns the largest resident memory of a process; on other systems than Linux, the working set of this process.</summary>
    public static long PeakBytes(int process)
    {
        var file = PathOf(process, "status");
        return File.Exists(file)
            ? File.ReadLines(file)
                .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
                .Sum(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024)
            : Environment.WorkingSet;
    }

    /// <summary>Returns the processor time of all threads of a process.</summary>
    public static double CpuMicroseconds(int process)
        => Directory.EnumerateDirectories(PathOf(process, "task"))
            .Sum(thread => long.Parse(File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture))
            / 1000.0;

    /// <summary>Returns a process and its children.</summary>
    public static int[] Family(int process)
        => [process, .. Directory.EnumerateDirectories(PathOf(process, "task"))
            .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .SelectMany(child => Family(int.Parse(child, CultureInfo.InvariantCulture)))];

    private static string PathOf(int process, string name) => string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/{name}");
}
