using System.Globalization;

namespace GatewayKit.Plugins.LoadShedding;

/// <summary>
/// The number of processors that the process may use. The runtime rounds the limit of a container up, so that a container with half a
/// processor would never use all of its CPU time.
/// </summary>
internal static class ProcessorQuota
{
    private const string Root = "/sys/fs/cgroup";

    /// <summary>Gets the current number.</summary>
    public static double Current => double.Min(Environment.ProcessorCount, Read(Root) ?? double.MaxValue);

    /// <summary>
    /// Reads the quota of a control group (Linux, "Control Group v2", section "CPU Interface Files"; without these files, version 1,
    /// "CFS Bandwidth Control"). A container sees its own group as the root.
    /// </summary>
    /// <param name="root">The directory of the control group.</param>
    /// <returns>The number of processors; null without a quota.</returns>
    public static double? Read(string root)
        => TextOf(Path.Combine(root, "cpu.max")) is { } both
            ? both.Split(' ') is [var quota, var period] ? Divide(quota, period) : null
            : Divide(TextOf(Path.Combine(root, "cpu", "cpu.cfs_quota_us")), TextOf(Path.Combine(root, "cpu", "cpu.cfs_period_us")));

    private static string? TextOf(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // The microseconds of CPU time in each period ("max" or -1 without a quota), and the length of the period.
    private static double? Divide(string? quota, string? period)
        => double.TryParse(quota, NumberStyles.None, CultureInfo.InvariantCulture, out var used)
            && double.TryParse(period, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            && used > 0 && whole > 0
            ? used / whole
            : null;
}
