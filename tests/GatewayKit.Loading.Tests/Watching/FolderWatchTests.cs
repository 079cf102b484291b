using GatewayKit.Loading.Locking;
using GatewayKit.Loading.Tests.Support;
using GatewayKit.Loading.Watching;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Loading.Tests.Watching;

public sealed class FolderWatchTests
{
    [Fact]
    public void A_change_is_told_once_and_only_when_two_polls_saw_the_same()
    {
        using var folder = new PluginsFolder("Greeting");
        var watch = Known(folder);

        folder.Add("Pair");

        Assert.Equal([false, true, false, false], Polls(watch, 4));
    }

    [Fact]
    public void A_folder_that_is_still_being_copied_is_waited_for()
    {
        using var folder = new PluginsFolder("Greeting");
        var watch = Known(folder);
        var image = PluginsFolder.Built("Pair");

        for (var slice = 1; slice <= 10; slice++)
        {
            folder.Write("Pair", image[..(image.Length * slice / 10)]);
            Assert.False(watch.Poll());
        }

        Assert.True(watch.Poll());
    }

    [Fact]
    public void A_change_that_is_taken_back_is_none()
    {
        using var folder = new PluginsFolder("Greeting");
        var watch = Known(folder);

        var root = Directory.GetLastWriteTimeUtc(folder.Root);
        Directory.CreateDirectory(folder.PathOf("Pair"));
        Assert.False(watch.Poll());
        Directory.Delete(folder.PathOf("Pair"));
        Directory.SetLastWriteTimeUtc(folder.Root, root);

        Assert.Equal([false, false], Polls(watch, 2));
    }

    [Fact]
    public void A_rename_over_a_file_is_seen_though_size_and_time_are_the_same()
    {
        using var folder = new PluginsFolder("Greeting");
        var watch = Known(folder);

        var draft = folder.PathOf("Greeting", ".draft");
        File.WriteAllBytes(draft, PluginsFolder.Built("Greeting").WithText("h\0e\0l\0l\0o\0", "h\0a\0l\0l\0o\0"));
        File.SetLastWriteTimeUtc(draft, File.GetLastWriteTimeUtc(folder.MainFile("Greeting")));
        File.Move(draft, folder.MainFile("Greeting"), overwrite: true);

        Assert.Equal([false, true], Polls(watch, 2));
    }

    [Fact]
    public void Another_content_in_place_is_seen_though_size_and_time_are_the_same()
    {
        if (!OperatingSystem.IsLinux())
            return;

        using var folder = new PluginsFolder("Greeting");
        var file = folder.MainFile("Greeting");
        var written = File.GetLastWriteTimeUtc(file);
        var watch = Known(folder);

        File.WriteAllBytes(file, PluginsFolder.Built("Greeting").WithText("h\0e\0l\0l\0o\0", "h\0a\0l\0l\0o\0"));
        File.SetLastWriteTimeUtc(file, written);

        Assert.Equal([false, true], Polls(watch, 2));
    }

    [Fact]
    public void A_folder_whose_own_link_is_moved_is_seen_though_both_look_the_same()
    {
        using var folder = new PluginsFolder();
        var time = DateTime.UtcNow.AddDays(-1);
        foreach (var version in new[] { ".one", ".two" })
        {
            Directory.CreateDirectory(folder.PathOf(version));
            Directory.SetLastWriteTimeUtc(folder.PathOf(version), time);
        }

        var link = folder.PathOf("plugins");
        Directory.CreateSymbolicLink(link, ".one");
        var watch = new FolderWatch(link);
        watch.Record();

        Directory.Delete(link);
        Directory.CreateSymbolicLink(link, ".two");

        Assert.Equal([false, true], Polls(watch, 2));
    }

    [Fact]
    public void A_swapped_link_is_seen_though_what_it_leads_to_looks_the_same()
    {
        using var folder = new PluginsFolder();
        Directory.CreateDirectory(folder.PathOf(".one"));
        Directory.CreateDirectory(folder.PathOf(".two"));
        var time = Directory.GetLastWriteTimeUtc(folder.PathOf(".one"));
        Directory.SetLastWriteTimeUtc(folder.PathOf(".two"), time);
        Directory.CreateSymbolicLink(folder.PathOf("Greeting"), ".one");
        var root = Directory.GetLastWriteTimeUtc(folder.Root);
        var watch = Known(folder);

        Directory.Delete(folder.PathOf("Greeting"));
        Directory.CreateSymbolicLink(folder.PathOf("Greeting"), ".two");
        Directory.SetLastWriteTimeUtc(folder.Root, root);

        Assert.Equal([false, true], Polls(watch, 2));
    }

    [Fact]
    public void A_plugin_that_goes_a_new_lock_file_and_a_folder_that_goes_are_changes()
    {
        using var folder = new PluginsFolder("Greeting", "Pair");
        var watch = Known(folder);

        Directory.Delete(folder.PathOf("Pair"), recursive: true);
        Assert.Equal([false, true], Polls(watch, 2));

        PluginLock.Create(folder.Root).Write(folder.Root);
        Assert.Equal([false, true], Polls(watch, 2));

        Directory.Move(folder.Root, folder.Root + ".away");
        Assert.Equal([false, true], Polls(watch, 2));
        Directory.Move(folder.Root + ".away", folder.Root);
        Assert.Equal([false, true], Polls(watch, 2));
    }

    [Fact]
    public void Nothing_is_looked_at_before_the_first_token_or_after_the_end()
    {
        using var folder = new PluginsFolder("Greeting");
        var time = new FakeTimeProvider();
        using var timer = new WatchTimer(Known(folder), time, TimeSpan.FromSeconds(1));
        folder.Add("Pair");
        time.Advance(TimeSpan.FromSeconds(10));

        var first = timer.Token;
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(first.HasChanged);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(first.HasChanged);

        var second = timer.Token;
        timer.Dispose();
        Directory.Delete(folder.PathOf("Pair"), recursive: true);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(second.HasChanged);
    }

    private static FolderWatch Known(PluginsFolder folder)
    {
        var watch = new FolderWatch(folder.Root);
        watch.Record();
        return watch;
    }

    private static bool[] Polls(FolderWatch watch, int count) => [.. Enumerable.Range(0, count).Select(_ => watch.Poll())];
}
