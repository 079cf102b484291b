namespace GatewayKit.Samples.Portal;

public sealed class PictureFileTests
{
    [Fact]
    public void Each_picture_is_small_and_belongs_to_a_page()
    {
        var pages = string.Concat(Directory.EnumerateFiles(Path.Combine(Picture.Root, "docs"), "*.md").Select(File.ReadAllText));
        var pictures = Directory.GetFiles(Picture.Folder, "*.png");

        Assert.NotEmpty(pictures);
        Assert.All(pictures, file => Assert.InRange(new FileInfo(file).Length, 1, Picture.MaximumSize));
        Assert.All(pictures, file => Assert.Equal(Picture.Width, Picture.WidthOf(File.ReadAllBytes(file))));
        Assert.All(pictures, file => Assert.Contains($"(pictures/{Path.GetFileName(file)})", pages, StringComparison.Ordinal));
    }
}
