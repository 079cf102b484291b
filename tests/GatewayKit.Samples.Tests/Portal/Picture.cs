using System.Buffers.Binary;
using GatewayKit.Tests.Shared;
using Microsoft.Playwright;

namespace GatewayKit.Samples.Portal;

/// <summary>The pictures of the docs, in <c>docs/pictures</c>.</summary>
internal static class Picture
{
    public const int Width = 1280;
    public const int MaximumSize = 100_000;

    /// <summary>The folder of the pictures.</summary>
    public static string Folder { get; } = Path.Combine(Root, "docs", "pictures");

    /// <summary>The root of the source tree.</summary>
    public static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "GatewayKit.sln")))
                folder = Path.GetDirectoryName(folder)!;
            return folder;
        }
    }

    /// <summary>Takes a picture of what a page shows. It is written only with <c>UPDATE_PICTURES=1</c>.</summary>
    public static async Task TakeAsync(IPage page, string name)
    {
        await page.IsLoadedAsync();
        var picture = await page.ScreenshotAsync();

        Assert.InRange(picture.Length, 1, MaximumSize);
        Assert.Equal(Width, WidthOf(picture));
        if (Environment.GetEnvironmentVariable("UPDATE_PICTURES") == "1")
            await File.WriteAllBytesAsync(Path.Combine(Folder, $"{name}.png"), picture);
    }

    /// <summary>Reads the width from the header of a PNG file (PNG, section 11.2.1).</summary>
    public static int WidthOf(byte[] picture) => BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16));
}
