using GatewayKit.Compilation;
using GatewayKit.Runtime;

namespace GatewayKit.Tests.Compilation;

public sealed class WatchedFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gatewaykit-");
    private readonly WatchedFiles _files = new(TimeProvider.System);

    private string FileName => Path.Combine(_folder.FullName, "a.yaml");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void New_content_is_reported_once()
    {
        Watch(content: "one");
        Assert.Empty(PollTwice());

        File.WriteAllText(FileName, "two");

        Assert.Equal([FileName], PollTwice());
        Assert.Empty(PollTwice());
    }

    [Fact]
    public void A_file_that_appears_is_reported()
    {
        Watch(content: null);
        Assert.Empty(PollTwice());

        File.WriteAllText(FileName, "one");

        Assert.Equal([FileName], PollTwice());
    }

    [Fact]
    public void A_file_of_the_same_size_and_time_that_takes_its_place_is_reported()
    {
        Watch(content: "one");
        var other = Path.Combine(_folder.FullName, "b.yaml");
        File.WriteAllText(other, "two");
        File.SetLastWriteTimeUtc(other, File.GetLastWriteTimeUtc(FileName));

        File.Move(other, FileName, overwrite: true);

        Assert.Equal([FileName], PollTwice());
    }

    [Fact]
    public void A_link_that_leads_to_another_file_is_reported()
    {
        var (one, two) = (Path.Combine(_folder.FullName, "1"), Path.Combine(_folder.FullName, "2"));
        File.WriteAllText(one, "one");
        File.WriteAllText(two, "two");
        File.CreateSymbolicLink(FileName, one);
        Watch(content: null);

        File.Delete(FileName);
        File.CreateSymbolicLink(FileName, two);

        Assert.Equal([FileName], PollTwice());
    }

    [Fact]
    public void A_change_between_the_reading_and_the_watch_is_reported()
    {
        File.WriteAllText(FileName, "changed since");

        _files.Add(FileName, since: DateTime.UtcNow.AddMinutes(-1));

        Assert.Equal([FileName], PollTwice());
    }

    [Fact]
    public void A_file_that_the_active_configuration_does_not_use_is_forgotten()
    {
        Watch(content: "one");

        _files.Keep(new HashSet<string>());

        Assert.True(_files.IsEmpty);
    }

    [Fact]
    public void A_relative_path_is_refused()
        => Assert.Throws<ArgumentException>(() => _files.Begin().Watch("a.yaml"));

    private void Watch(string? content)
    {
        if (content is not null)
            File.WriteAllText(FileName, content);
        _files.Add(FileName, since: DateTime.UtcNow.AddMinutes(1));
    }

    /// <summary>A change counts once two looks have seen the same.</summary>
    private string[] PollTwice() => [.. _files.Poll(), .. _files.Poll()];
}
