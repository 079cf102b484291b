using GatewayKit.Docs;
using GatewayKit.Docs.Pages;
using GatewayKit.EndToEnd.Support;

namespace GatewayKit.EndToEnd.Tutorials;

/// <summary>
/// A reader who follows a page to the letter: writes its files, runs its commands in one folder after the other, leaves those in the
/// background running, and compares what is printed with what the page shows. Only ports differ, since those of the page may be taken.
/// </summary>
internal sealed class Tutorial(Shell start) : IAsyncDisposable
{
    private readonly PageAddresses _addresses = new();
    private readonly List<ShellProcess> _background = [];
    private readonly string _folderFile = start["../folder-of-tutorial.txt"];
    private Shell _shell = start;

    /// <summary>The processes that the page has left running, in its order.</summary>
    public IReadOnlyList<ShellProcess> Background => _background;

    /// <summary>Follows a page.</summary>
    /// <param name="name">Its path from the root of the source tree.</param>
    /// <param name="isDone">Which commands have been run before.</param>
    public async Task FollowAsync(string name, Func<string, bool> isDone)
    {
        foreach (var block in Repository.Page(name).Blocks)
        {
            if (block.Mark("file") is { } file)
                _shell.Write(file, block.Code);
            else if (block.Mark("output") is not null)
                await Poll.UntilAsync(
                    () => _background.Any(process => process.HasPrinted(block, DisplayText)),
                    () => $"Nothing prints line {block.Line} and what follows.\n"
                        + string.Concat(_background.Select(process => process.Report("has been started"))));
            else if (block.Mark("run") is { } run)
                await DoAsync(Transcript.Commands(block).Where(command => !isDone(command.Text)), isBackground: run == "background");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _background)
            await process.DisposeAsync();
    }

    private async Task DoAsync(IEnumerable<ShownCommand> commands, bool isBackground)
    {
        foreach (var command in commands)
            await (isBackground ? StartAsync(command) : RunAsync(command));
    }

    private async Task RunAsync(ShownCommand command)
    {
        var output = await _shell.RunAsync($"trap 'pwd >\"{_folderFile}\"' EXIT\n{_addresses.ToActual(command.Text)}");
        Compare(command.DisplayText, output.Split('\n'), $"'{command.Text}'");
        _shell = _shell.In(File.ReadAllText(_folderFile).TrimEnd());
    }

    private async Task StartAsync(ShownCommand command)
    {
        var process = _shell.Start(_addresses
            .ToActual(command.Text)
            .Replace("gatewaykit run", "gatewaykit run --urls http://127.0.0.1:0", StringComparison.Ordinal));
        _background.Add(process);
        foreach (var port in command.DisplayText.SelectMany(PageAddresses.Of))
            _addresses.Add(port, PageAddresses.Of(await process.SaysAsync("listening on")).Single());
    }

    private void Compare(IReadOnlyList<string> shown, IEnumerable<string> output, string what)
    {
        var missing = Transcript.FirstMissing(shown, output.Select(DisplayText));
        Assert.True(missing is null, $"{what} doesn't print '{missing}', but:\n{string.Concat(output.Select(line => $"| {line}\n"))}");
    }

    /// <summary>A line of output as the page shows it.</summary>
    private string DisplayText(string line) => _addresses.ToShown(_shell.ToShown(line));
}
