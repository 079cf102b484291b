using GatewayKit.Portal.Trying.Code;

namespace GatewayKit.Portal.Tests.Trying;

public sealed class CodeTests
{
    private const string Header = "a'b\"c$(touch pwned)`touch pwned`\\ $HOME ${HOME} {0} %d !! ; & | <x>";
    private const string Body = Header + "\n'''\n\"\"\"\n\t\u001b[201~\r\n\u2028\u202e\u00e9\ud83d\ude00 \\u0022 \\' EOF\n";

    [CommandFact("curl")]
    public Task The_command_of_curl_sends_what_the_form_has()
        => AssertSentAsync("code.sh", "bash", CurlCode.Of, bodies: true);

    [CommandFact("curl")]
    public Task The_command_of_curl_sends_basic_authentication()
        => AssertSentAsync("code.sh", "bash", CurlCode.Of, bodies: false);

    [CommandFact("node")]
    public Task The_module_of_JavaScript_sends_what_the_form_has()
        => AssertSentAsync("code.mjs", "node", JavaScriptCode.Of, bodies: true);

    [CommandFact("node")]
    public Task The_module_of_JavaScript_sends_basic_authentication()
        => AssertSentAsync("code.mjs", "node", JavaScriptCode.Of, bodies: false);

    [CommandFact("python3")]
    public Task The_program_of_Python_sends_what_the_form_has()
        => AssertSentAsync("code.py", "python3", PythonCode.Of, bodies: true);

    [CommandFact("python3")]
    public Task The_program_of_Python_sends_basic_authentication()
        => AssertSentAsync("code.py", "python3", PythonCode.Of, bodies: false);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_program_of_CSharp_sends_what_the_form_has(bool bodies)
    {
        await using var sent = await SentRequests.StartAsync();

        await CompiledCode.RunAsync(CSharpCode.Of(sent.Request(Header, bodies ? Body : null)));

        sent.AssertIs(Header, bodies ? Body : null);
    }

    [Theory]
    [InlineData("a'b", "'a'\\''b'")]
    [InlineData("a\nb", "'a\nb'")]
    [InlineData("a\tb'\\", "$'a\\011b\\'\\\\'")]
    [InlineData("\u202e1", "$'\\342\\200\\2561'")]
    public void A_word_of_a_shell_has_no_characters_that_a_terminal_acts_on(string text, string word)
        => Assert.Equal(word, CodeText.QuoteShell(text));

    private static async Task AssertSentAsync(string file, string command, Func<CodeRequest, string> write, bool bodies)
    {
        await using var sent = await SentRequests.StartAsync();

        await ExternalCode.RunAsync(command, file, write(sent.Request(Header, bodies ? Body : null)));

        sent.AssertIs(Header, bodies ? Body : null);
    }
}
