using System.Text;
using GatewayKit.Authentication;
using GatewayKit.Cli.Tests.Support;
using GatewayKit.Passwords;

namespace GatewayKit.Cli.Tests;

public sealed class SecretCommandTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_key_comes_with_its_credential()
    {
        var end = await ToolProcess.RunAsync(_folder.Path, "key", "--prefix", "shop_live_", "--id", "acme-1");

        Assert.Empty(end.Errors);
        var key = end.Output[0]["key: ".Length..];
        Assert.Equal(
            $"credential: {{ id: acme-1, prefix: {ApiKey.VisiblePart(key)}, keyHash: \"{CredentialKey.FromSecret(key)}\" }}",
            end.Output[1]);
    }

    [Theory]
    [InlineData("--prefix: the prefix must be 1 to 32 letters, ", "key", "--prefix", "shop")]
    [InlineData("--id: the id must be 1 to 64 letters, ", "key", "--id", "a b")]
    public async Task Another_prefix_or_id_is_refused(string expected, params string[] arguments)
    {
        var end = await ResidentTool.RunAsync(_folder.Path, arguments);

        Assert.Equal((1, true), (end.ExitCode, end.Errors[0].StartsWith($"gatewaykit: {expected}", StringComparison.Ordinal)));
        Assert.Empty(end.Output);
    }

    [Fact]
    public async Task A_password_from_stdin_is_hashed()
    {
        var end = await HashAsync("correct hörse\n", "--algorithm", "pbkdf2-sha512");

        Assert.Empty(end.Errors);
        Assert.True(PasswordHash.TryParse(Assert.Single(end.Output), out var hash, out _));
        Assert.StartsWith("$pbkdf2-sha512$", hash.Parameters, StringComparison.Ordinal);
        Assert.True(await hash.VerifyAsync(Encoding.UTF8.GetBytes("correct hörse")));
    }

    [Fact]
    public async Task A_key_from_stdin_is_hashed()
        => Assert.Equal(CredentialKey.FromSecret("abc").ToString(), Assert.Single((await HashAsync("abc", "--key")).Output));

    [Theory]
    [InlineData("", "the password must have 1 to 1024 characters of UTF-8 and no control characters.")]
    [InlineData("sekret\t", "the password must have 1 to 1024 characters of UTF-8 and no control characters.")]
    [InlineData("sekret\nsekret\n", "stdin must have one line, the password.")]
    public async Task Another_input_is_refused_and_not_shown(string input, string expected)
    {
        var end = await HashAsync(input);

        Assert.Equal((1, $"gatewaykit: {expected}"), (end.ExitCode, Assert.Single(end.Errors)));
        Assert.Empty(end.Output);
    }

    [Fact]
    public async Task A_password_is_not_an_argument()
    {
        var end = await ResidentTool.RunAsync(_folder.Path, "hash", "sekret");

        Assert.Equal(1, end.ExitCode);
        Assert.Empty(end.Output);
    }

    private async Task<ToolResult> HashAsync(string input, params string[] arguments)
    {
        _folder.With("input.txt", input);
        await using var tool = ToolProcess.StartInShell(_folder.Path, "exec < input.txt", ["hash", .. arguments]);
        return await tool.EndAsync();
    }
}
