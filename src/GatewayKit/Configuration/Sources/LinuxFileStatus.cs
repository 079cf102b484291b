using System.Runtime.InteropServices;

namespace GatewayKit.Configuration.Sources;

/// <summary>
/// The status of a file from Linux's <c>statx(2)</c>, whose layout is the same on every processor. .NET reports neither the
/// inode nor the time of the last status change, which are needed to detect a moved link or a restored time.
/// </summary>
internal static class LinuxFileStatus
{
    private const int CurrentDirectory = -100;
    private const uint BasicFields = 0x7ff;
    private const int TypeMask = 0xf000;
    private const int RegularFile = 0x8000;
    private const int Directory = 0x4000;
    private static volatile bool s_isMissing = !OperatingSystem.IsLinux();

    /// <summary>Gets the stamp of a path without opening it.</summary>
    /// <param name="path">The path; links are followed.</param>
    /// <returns>The stamp, <see cref="FileStamp.None"/> for a file that can't be found, or null if the system doesn't have this
    /// call.</returns>
    public static FileStamp? Of(string path)
    {
        if (s_isMissing)
            return null;

        try
        {
            return Statx(CurrentDirectory, path, 0, BasicFields, out var status) == 0 ? Stamp(status) : FileStamp.None;
        }
        catch (Exception error) when (error is EntryPointNotFoundException or DllNotFoundException)
        {
            s_isMissing = true;
            return null;
        }
    }

    private static FileStamp Stamp(in Status status) => new((long)status.Size, Time(status.WrittenSeconds, status.WrittenNanoseconds))
    {
        Changed = Time(status.ChangedSeconds, status.ChangedNanoseconds),
        Identity = (((ulong)status.DeviceMajor << 32) | status.DeviceMinor, status.Inode),
        IsStream = (status.Mode & TypeMask) is not (RegularFile or Directory),
    };

    // A damaged file system may return any number.
    private static DateTime Time(long seconds, uint nanoseconds)
        => seconds is > -62_135_596_800 and < 253_402_300_800
            ? DateTime.UnixEpoch.AddSeconds(seconds).AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick)
            : DateTime.MaxValue;

    [DllImport("libc", EntryPoint = "statx", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int directory, [MarshalAs(UnmanagedType.LPUTF8Str)]
    string path, int flags, uint mask, out Status status);

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private readonly struct Status
    {
        [FieldOffset(28)] public readonly ushort Mode;
        [FieldOffset(32)] public readonly ulong Inode;
        [FieldOffset(40)] public readonly ulong Size;
        [FieldOffset(96)] public readonly long ChangedSeconds;
        [FieldOffset(104)] public readonly uint ChangedNanoseconds;
        [FieldOffset(112)] public readonly long WrittenSeconds;
        [FieldOffset(120)] public readonly uint WrittenNanoseconds;
        [FieldOffset(136)] public readonly uint DeviceMajor;
        [FieldOffset(140)] public readonly uint DeviceMinor;
    }
}
