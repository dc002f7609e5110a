using System.Net;
using KubernetesStandIn;
using KubernetesStandIn.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// A Kubernetes API for tests, where no cluster can be had. See docs/explanation/kubernetes-stand-in.md.
//
//   kubernetes-stand-in --schemas DIR --folder DIR [--port 0] [--token T] [--read-only-token T] [--ready-after MS] [--flux-interval MS]
//                       [--definitions flux-,argo-] [--parent PID]
//
// Prints one line, `listening on https://127.0.0.1:PORT`, when it answers. Its certificate is DIR/ca.crt.

var options = StandInOptions.Parse(args);
Directory.CreateDirectory(options.Folder);
var certificate = Certificate.Create(TimeProvider.System.GetUtcNow());
await File.WriteAllTextAsync(Path.Combine(options.Folder, "ca.crt"), certificate.ExportCertificatePem());
var server = new StandInServer(options, Console.Error.WriteLine);

var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
{
    kestrel.AllowSynchronousIO = false;
    kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
    {
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        listen.UseHttps(certificate);
    });
});
builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
foreach (var loop in server.Loops) builder.Services.AddSingleton(loop);
if (options.Parent is { } parent) builder.Services.AddSingleton<IHostedService>(services => new ParentWatch(parent, services.GetRequiredService<IHostApplicationLifetime>()));
var application = builder.Build();
application.Run(server.Front.Answer);
await application.StartAsync();
Console.WriteLine($"listening on {application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()}");
await application.WaitForShutdownAsync();
