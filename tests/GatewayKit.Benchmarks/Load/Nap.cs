using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GatewayKit.Benchmarks.Load;

/// <summary>Sleeps for less than a millisecond, which the runtime's own methods can't.</summary>
internal static partial class Nap
{
    /// <summary>Sleeps until a timestamp of <see cref="Stopwatch"/>. On other systems than Linux, it can be a millisecond late.</summary>
    public static void Until(long timestamp)
    {
        var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), timestamp);
        if (left <= TimeSpan.Zero)
            return;

        if (OperatingSystem.IsLinux())
        {
            var time = new Time { Seconds = (nint)left.TotalSeconds, Nanoseconds = (nint)(left.TotalNanoseconds % 1e9) };
            _ = Sleep(in time, 0);
        }
        else
        {
            Thread.Sleep(1);
        }
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sleep(in Time time, nint rest);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
