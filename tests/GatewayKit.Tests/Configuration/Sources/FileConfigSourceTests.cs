using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Sources;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Configuration.Sources;

public sealed class FileConfigSourceTests : IDisposable
{
    private const string One = "routes: { one: {} }";
    private const string Two = "routes: { two: {} }";

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly RecordingLogger _log = new();
    private readonly string _path;
    private readonly FileConfigSource _source;
    private int _changes;

    public FileConfigSourceTests()
    {
        _path = _folder["gateway.yaml"];
        File.WriteAllText(_path, One);
        _source = new FileConfigSource(_path, _time, _log);
    }

    public void Dispose()
    {
        _source.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_file_in_place_is_announced_once_when_it_is_stable_for_one_poll()
    {
        Watch();
        File.WriteAllText(_path, Two);
        Assert.Equal(0, AfterPolls(1));
        Assert.Equal(1, AfterPolls(1));
        Assert.Equal(["two"], Read());
        Assert.Equal(1, AfterPolls(5));
    }

    [Fact]
    public void A_file_that_is_still_being_written_is_not_announced()
    {
        Watch();
        for (var i = 0; i < 4; i++)
        {
            File.AppendAllText(_path, "\n# more");
            Assert.Equal(0, AfterPolls(1));
        }

        Assert.Equal(1, AfterPolls(1));
    }

    [Fact]
    public void A_file_that_is_renamed_over_it_is_announced()
    {
        Watch();
        File.WriteAllText(_folder["new"], Two);
        File.Move(_folder["new"], _path, overwrite: true);
        Assert.Equal(1, AfterPolls(2));
    }

    [Fact]
    public void Another_content_of_the_same_length_is_announced_even_within_the_clocks_tick()
    {
        Watch();
        var written = File.GetLastWriteTimeUtc(_path);
        File.WriteAllText(_path, Two);
        File.SetLastWriteTimeUtc(_path, written);
        Assert.Equal(1, AfterPolls(2));
    }

    [Fact]
    public void A_link_that_is_moved_to_a_file_of_the_same_size_and_time_is_announced()
    {
        var written = DateTime.UtcNow.AddDays(-1);
        foreach (var (name, text) in new[] { ("v1", One), ("v2", Two) })
        {
            File.WriteAllText(_folder[name], text);
            File.SetLastWriteTimeUtc(_folder[name], written);
        }

        File.Delete(_path);
        File.CreateSymbolicLink(_path, _folder["v1"]);
        Watch();
        _time.Advance(TimeSpan.FromMinutes(1));

        File.CreateSymbolicLink(_folder["next"], _folder["v2"]);
        File.Move(_folder["next"], _path, overwrite: true);
        Assert.Equal(1, AfterPolls(2));
        Assert.Equal(["two"], Read());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Another_file_of_the_same_size_and_time_in_its_place_is_announced_long_after(bool isRenamed)
    {
        var written = DateTime.UtcNow.AddDays(-1);
        File.SetLastWriteTimeUtc(_path, written);
        Watch();
        _time.Advance(TimeSpan.FromMinutes(1));

        WaitForNextTick();
        File.WriteAllText(_folder["new"], Two);
        if (isRenamed)
            File.Move(_folder["new"], _path, overwrite: true);
        else
            File.Copy(_folder["new"], _path, overwrite: true);
        File.SetLastWriteTimeUtc(_path, written);
        Assert.Equal(1, AfterPolls(2));
    }

    [Fact]
    public async Task A_pipe_is_read_once_and_is_neither_watched_nor_kept()
    {
        if (OperatingSystem.IsWindows())
            return;

        var pipe = _folder["pipe.yaml"];
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", pipe))
            await mkfifo.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        var writer = Task.Run(() => File.WriteAllText(pipe, One));
        using var source = new FileConfigSource(pipe, _time, _log);
        source.GetChangeToken().RegisterChangeCallback(_ => _changes++, null);

        var errors = new ConfigErrors();
        var first = await Task.Run(() => source.Read(errors)).WaitAsync(TimeSpan.FromSeconds(60));
        await writer.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Empty(errors.Items);
        Assert.Equal(["one"], first!.Routes.Keys);
        Assert.Equal(["one"], source.Read(errors)!.Routes.Keys);

        source.Accepted();
        Assert.False(File.Exists(pipe + ".last-good"));
        Assert.Equal(0, AfterPolls(5));
    }

    [Fact]
    public void The_same_content_written_again_is_no_change()
    {
        Watch();
        File.WriteAllText(_path, One);
        File.SetLastWriteTimeUtc(_path, DateTime.UtcNow.AddMinutes(-5));
        Assert.Equal(0, AfterPolls(5));
    }

    [Fact]
    public void A_folder_behind_links_that_is_swapped_is_announced()
    {
        if (OperatingSystem.IsWindows())
            return;

        Directory.CreateDirectory(_folder["v1"]);
        Directory.CreateDirectory(_folder["v2"]);
        File.WriteAllText(Path.Combine(_folder["v1"], "gateway.yaml"), One);
        File.WriteAllText(Path.Combine(_folder["v2"], "gateway.yaml"), Two);
        Directory.CreateSymbolicLink(_folder["..data"], _folder["v1"]);
        File.Delete(_path);
        File.CreateSymbolicLink(_path, Path.Combine(_folder["..data"], "gateway.yaml"));
        Watch();

        Directory.Delete(_folder["..data"]);
        Directory.CreateSymbolicLink(_folder["..data"], _folder["v2"]);
        Assert.Equal(1, AfterPolls(2));
        Assert.Equal(["two"], Read());
    }

    [Fact]
    public void A_deleted_file_is_announced_and_is_an_error_until_it_is_back()
    {
        Watch();
        File.Delete(_path);
        Assert.Equal(1, AfterPolls(2));
        var errors = new ConfigErrors();
        Assert.Null(_source.Read(errors));
        Assert.Equal($"{_path}: The file '{_path}' does not exist.", Assert.Single(errors.Items).ToString());
        Assert.Equal(1, AfterPolls(5));

        File.WriteAllText(_path, One);
        Assert.Equal(2, AfterPolls(2));
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused_without_being_read()
    {
        File.WriteAllBytes(_path, new byte[FileConfigSource.MaximumBytes + 1]);
        var errors = new ConfigErrors();
        Assert.Null(_source.Read(errors));
        Assert.Equal("The file has more than 33554432 bytes.", Assert.Single(errors.Items).Message);
    }

    [Fact]
    public void A_callback_that_throws_does_not_stop_the_watch()
    {
        _source.Read(new ConfigErrors());
        _source.GetChangeToken().RegisterChangeCallback(_ => throw new InvalidOperationException("x"), null);
        File.WriteAllText(_path, Two);
        AfterPolls(2);
        Assert.Contains(_log.Messages, m => m.StartsWith("Error: The handler for a change", StringComparison.Ordinal));

        _source.GetChangeToken().RegisterChangeCallback(_ => _changes++, null);
        File.WriteAllText(_path, One);
        Assert.Equal(1, AfterPolls(2));
    }

    [Fact]
    public void What_was_in_force_is_there_after_a_restart_with_a_broken_file()
    {
        Read();
        _source.Accepted();
        File.WriteAllText(_path, "routes: [");
        using var restarted = new FileConfigSource(_path, _time, _log);
        Assert.Null(restarted.Read(new ConfigErrors()));
        Assert.Equal(["one"], restarted.ReadLastGood()!.Routes.Keys);
        Assert.Empty(_log.Messages);
    }

    [Fact]
    public void What_was_never_accepted_is_not_kept()
    {
        Read();
        Assert.Null(_source.ReadLastGood());
        File.WriteAllText(_path, "routes: [");
        _source.Read(new ConfigErrors());
        _source.Accepted();
        Assert.Null(_source.ReadLastGood());
    }

    [Fact]
    public void The_kept_version_holds_variables_and_not_what_they_held()
    {
        File.WriteAllText(_path, "consumers: { a: { credentials: { key-auth: [ { key: '${env:PATH}' } ] } } }");
        Assert.NotNull(_source.Read(new ConfigErrors()));
        _source.Accepted();
        Assert.Contains("${env:PATH}", File.ReadAllText(_path + ".last-good"), StringComparison.Ordinal);
        Assert.NotNull(_source.ReadLastGood());
    }

    [Fact]
    public void Only_the_owner_can_read_the_kept_version()
    {
        Read();
        _source.Accepted();
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_path + ".last-good"));
    }

    [Theory]
    [InlineData("append")]
    [InlineData("cut")]
    [InlineData("empty")]
    [InlineData("edit")]
    public void A_kept_version_that_was_changed_is_not_used(string change)
    {
        Read();
        _source.Accepted();
        var kept = File.ReadAllText(_path + ".last-good");
        File.WriteAllText(_path + ".last-good", change switch
        {
            "append" => kept + "\n",
            "cut" => kept[..^3],
            "edit" => kept.Replace("one", "two", StringComparison.Ordinal),
            _ => "",
        });
        using var restarted = new FileConfigSource(_path, _time, _log);
        Assert.Null(restarted.ReadLastGood());
        Assert.Contains("the file was modified after the gateway wrote it", Assert.Single(_log.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void The_kept_version_is_not_written_again_for_the_same_content()
    {
        Read();
        _source.Accepted();
        var old = DateTime.UtcNow.AddDays(-1);
        File.SetLastWriteTimeUtc(_path + ".last-good", old);
        Read();
        _source.Accepted();
        using var restarted = new FileConfigSource(_path, _time, _log);
        restarted.Read(new ConfigErrors());
        restarted.Accepted();
        Assert.Equal(old, File.GetLastWriteTimeUtc(_path + ".last-good"), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_version_that_can_not_be_kept_is_a_warning()
    {
        using var source = new FileConfigSource(_path, _time, _log, lastGoodPath: _folder["missing/last-good"]);
        source.Read(new ConfigErrors());
        source.Accepted();
        Assert.StartsWith("Warning: The last valid configuration could not be stored",
            Assert.Single(_log.Messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# nothing yet\n")]
    [InlineData("null")]
    public void An_empty_file_takes_no_route_away(string text)
    {
        File.WriteAllText(_path, text);
        var errors = new ConfigErrors();
        Assert.Null(_source.Read(errors));
        Assert.Contains("The file is empty. A gateway without routes is written as {}.",
            Assert.Single(errors.Items).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_may_say_that_there_is_no_route()
    {
        File.WriteAllText(_path, "{}");
        Assert.Empty(Read());
    }

    private IEnumerable<string> Read()
    {
        var errors = new ConfigErrors();
        var config = _source.Read(errors);
        Assert.Empty(errors.Items.Select(e => e.ToString()));
        return config!.Routes.Keys;
    }

    // The way the gateway does it: a token first, then what the source says.
    private void Watch()
    {
        _source.GetChangeToken().RegisterChangeCallback(_ =>
        {
            _changes++;
            Watch();
        }, null);
        _source.Read(new ConfigErrors());
    }

    /// <summary>Waits until the file system has another time than for the files so far.</summary>
    private void WaitForNextTick()
    {
        var probe = _folder["probe"];
        File.WriteAllText(probe, "");
        var now = File.GetLastWriteTimeUtc(probe);
        while (File.GetLastWriteTimeUtc(probe) == now)
            File.WriteAllText(probe, "");
    }

    private int AfterPolls(int polls)
    {
        for (var i = 0; i < polls; i++)
            _time.Advance(FileConfigSource.DefaultPollInterval);

        return _changes;
    }
}
