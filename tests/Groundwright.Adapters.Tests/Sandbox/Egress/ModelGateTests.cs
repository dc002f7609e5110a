using System.Text;
using Groundwright.Adapters.Sandbox.Egress;
using Groundwright.Core.Sandboxes;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Sandbox.Egress;

/// <summary>What of a request to a model goes on.</summary>
[Covers("U5")]
public sealed class ModelGateTests
{
    [Theory]
    [InlineData(ModelApi.Anthropic, "sk-ant-api03-x", "x-api-key: sk-ant-api03-x")]
    [InlineData(ModelApi.Anthropic, "sk-ant-oat01-x", "Authorization: Bearer sk-ant-oat01-x")]
    [InlineData(ModelApi.OpenAi, "sk-x", "Authorization: Bearer sk-x")]
    [InlineData(ModelApi.Gemini, "AIza-x", "x-goog-api-key: AIza-x")]
    public void Each_interface_gets_its_key_as_it_wants_it(ModelApi api, string key, string header)
    {
        var variable = $"GW_TEST_KEY_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(variable, key);
        var gate = ModelGate.Of(new ModelAccess(api, new Uri("https://model.example/"), variable), 1);
        var path = api == ModelApi.Gemini ? "/v1beta/models" : "/v1/models";

        using var request = gate.Admit(RequestHead.Parse($"GET {path} HTTP/1.1\r\nHost: evil.example\r\nauthorization: Bearer other\r\nX-Api-Key: other"), []);

        request.RequestUri.ShouldBe(new Uri($"https://model.example{path}"));
        request.Headers.Select(sent => $"{sent.Key}: {string.Join(',', sent.Value)}").ShouldBe([header]);
    }

    [Theory]
    [InlineData(ModelApi.Anthropic, "POST", "/v1/messages", true)]
    [InlineData(ModelApi.Anthropic, "POST", "/v1/messages/count_tokens", true)]
    [InlineData(ModelApi.Anthropic, "POST", "/v1/responses", false)]
    [InlineData(ModelApi.Anthropic, "post", "/v1/messages", false)]
    [InlineData(ModelApi.OpenAi, "POST", "/v1/responses", true)]
    [InlineData(ModelApi.OpenAi, "POST", "/v1/chat/completions", true)]
    [InlineData(ModelApi.OpenAi, "POST", "/v1/files", false)]
    [InlineData(ModelApi.OpenAi, "POST", "/v1/messages", false)]
    [InlineData(ModelApi.Gemini, "POST", "/v1beta/models/gemini-2.5-pro:streamGenerateContent", true)]
    [InlineData(ModelApi.Gemini, "POST", "/v1beta/models/gemini-2.5-pro:generateContent", true)]
    [InlineData(ModelApi.Gemini, "POST", "/v1beta/models/../files:generateContent", false)]
    [InlineData(ModelApi.Gemini, "POST", "/v1beta/models/a:generateContent\n", false)]
    [InlineData(ModelApi.Gemini, "POST", "/upload/v1beta/files", false)]
    public void Only_the_calls_of_work_are_calls(ModelApi api, string method, string path, bool allowed) => ModelCalls.Allow(api, method, path).ShouldBe(allowed);

    [Theory]
    [InlineData(ModelApi.Anthropic, """{"tools":[{"name":"bash","input_schema":{}},{"type":"web_fetch_20250910","name":"web_fetch"},{"type":"bash_20250124","name":"bash"}],"mcp_servers":[{"url":"https://evil.example"}]}""",
        """{"tools":[{"name":"bash","input_schema":{}},{"type":"bash_20250124","name":"bash"}]}""")]
    [InlineData(ModelApi.OpenAi, """{"tools":[{"type":"function","name":"shell"},{"type":"web_search"},{"type":"mcp","server_url":"https://evil.example"},{"type":"code_interpreter"}],"web_search_options":{}}""",
        """{"tools":[{"type":"function","name":"shell"}]}""")]
    [InlineData(ModelApi.Gemini, """{"tools":[{"functionDeclarations":[{"name":"f"}],"urlContext":{}},{"googleSearch":{}},{"code_execution":{}}]}""",
        """{"tools":[{"functionDeclarations":[{"name":"f"}]}]}""")]
    [InlineData(ModelApi.Anthropic, """{"tools":{"type":"web_search"},"text":"Grüße <b> & 'x'"}""", """{"text":"Grüße <b> & 'x'"}""")]
    public void Tools_that_would_run_on_the_models_side_are_taken_out(ModelApi api, string sent, string goesOn) => Encoding.UTF8.GetString(ModelBody.Clean(api, Encoding.UTF8.GetBytes(sent))).ShouldBe(goesOn);

    [Theory]
    [InlineData(ModelApi.Anthropic, """{"messages":[{"content":[{"type":"image","source":{"type":"url","url":"https://evil.example/?secret"}}]}]}""")]
    [InlineData(ModelApi.Anthropic, """{"messages":[{"content":[{"type":"tool_result","content":[{"type":"document","source":{"type":"url","url":"\u0068ttps://evil.example"}}]}]}]}""")]
    [InlineData(ModelApi.OpenAi, """{"input":[{"content":[{"type":"input_image","image_url":"https://evil.example/?secret"}]}]}""")]
    [InlineData(ModelApi.OpenAi, """{"messages":[{"content":[{"type":"image_url","image_url":{"url":"HTTPS:\\\\evil.example"}}]}]}""")]
    [InlineData(ModelApi.OpenAi, """{"input":[{"content":[{"type":"input_file","file_url":"//evil.example"}]}]}""")]
    [InlineData(ModelApi.Gemini, """{"contents":[{"parts":[{"fileData":{"fileUri":"https://evil.example"}}]}]}""")]
    public void Content_that_the_models_side_would_fetch_refuses_the_request(ModelApi api, string body) =>
        Should.Throw<Refusal>(() => ModelBody.Clean(api, Encoding.UTF8.GetBytes(body))).Status.ShouldBe(403);

    [Theory]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"tool_use","name":"WebFetch","input":{"url":"https://example.org"}}]}]}""")]
    [InlineData("""{"messages":[{"content":[{"type":"image","source":{"type":"base64","data":"aGk="}},{"type":"text","text":"see https://example.org"}]}],"tools":[{"name":"f","input_schema":{"properties":{"url":{"type":"string","default":"https://example.org"}}}}]}""")]
    public void An_address_that_nobody_fetches_is_only_text(string body) => Encoding.UTF8.GetString(ModelBody.Clean(ModelApi.Anthropic, Encoding.UTF8.GetBytes(body))).ShouldBe(body);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"tools":[],"tools":[{"type":"web_search"}]}""")]
    [InlineData("""{"messages":[{"content":1,"content":[{"source":{"url":"https://evil.example"}}]}]}""")]
    [InlineData("""{"tools":[{"type":7}]}""")]
    [InlineData("{} {\"tools\":1}")]
    public void A_body_that_can_be_read_in_two_ways_or_in_none_is_refused(string body) =>
        Should.Throw<Refusal>(() => ModelBody.Clean(ModelApi.Anthropic, Encoding.UTF8.GetBytes(body))).Status.ShouldBe(400);
}
