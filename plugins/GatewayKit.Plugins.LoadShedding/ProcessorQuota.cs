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
    public static double Current => double.Min(Environment.ProcessorCount, Read(Path.Combine(Root, "cpu.max")) ?? double.MaxValue);

    /// <summary>
    /// Reads the quota of a control group (Linux, "Control Group v2", section "CPU Interface Files"). A container sees its own group as the
    /// root.
    /// </summary>
    /// <returns>The number of processors; null without a quota.</returns>
    public static double? Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // The microseconds of CPU time in each period, or "max", and the length of the period.
    private static double? Parse(string text)
        => text.Split(' ') is [var quota, var period]
            && double.TryParse(quota, NumberStyles.None, CultureInfo.InvariantCulture, out var used)
            && double.TryParse(period.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            && used > 0 && whole > 0
            ? used / whole
            : null;
}
